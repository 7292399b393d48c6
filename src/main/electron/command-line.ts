/**
 * What Chromium is told before it starts, so that nothing in it reaches for a network by itself.
 * The session refuses requests as well (`lockdown.ts`); this stops what never becomes a request.
 */

/** Features of Chromium that fetch, report or look for devices. */
const FEATURES_OFF = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'EnableOAuthIpp',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationGuideModelDownloading',
  'OptimizationHints',
  'OptimizationHintsFetching',
  'Prerender2',
  'Reporting',
  'NetworkErrorLogging',
  'SafeBrowsingEnhancedProtection',
  'Translate',
  'WebOTP',
];

const SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  // Every name and every address resolves to nothing, without asking anyone.
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  // No looking for a proxy either: auto-detection asks the network for one.
  ['no-proxy-server'],
  ['dns-prefetch-disable'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-sync'],
  ['disable-default-apps'],
  ['disable-domain-reliability'],
  ['disable-breakpad'],
  ['disable-crash-reporter'],
  ['disable-client-side-phishing-detection'],
  ['disable-quic'],
  ['no-pings'],
  ['no-first-run'],
  ['metrics-recording-only'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  // The page is written in British English: days come before months in its date fields too.
  ['lang', 'en-GB'],
  ['disable-features', FEATURES_OFF.join(',')],
];

/** Switches that would undo the above or weaken the page, taken away when someone passes them. */
const REFUSED = [
  'allow-file-access-from-files',
  'disable-site-isolation-trials',
  'disable-web-security',
  'dns-over-https-templates',
  'host-rules',
  'load-extension',
  'log-net-log',
  'proxy-pac-url',
  'proxy-server',
  'proxy-auto-detect',
  'unsafely-treat-insecure-origin-as-secure',
];

export interface CommandLine {
  appendSwitch(name: string, value?: string): void;
  removeSwitch(name: string): void;
  getSwitchValue(name: string): string;
}

/** Must run before the app is ready: Chromium reads its switches once. */
export function quieten(commandLine: CommandLine): void {
  for (const name of REFUSED) commandLine.removeSwitch(name);
  for (const [name, value] of SWITCHES) {
    // A test driver may have turned features off too: both lists hold.
    const before = name === 'disable-features' ? commandLine.getSwitchValue(name) : '';
    commandLine.appendSwitch(name, before ? `${before},${value ?? ''}` : value);
  }
}
