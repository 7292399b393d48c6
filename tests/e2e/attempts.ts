/**
 * Every way that a page has to reach out. Each tries, and waits until the try has failed or had its
 * time; whether anything got out is asked of the canary.
 */
export interface Target {
  url: string;
  port: number;
  udpPort: number;
}

/** HTML that fetches as soon as it is in the document. */
export const ELEMENTS: Record<string, (target: Target) => string> = {
  img: ({ url }) => `<img src="${url}/img">`,
  'img srcset': ({ url }) => `<img srcset="${url}/srcset 2x">`,
  video: ({ url }) => `<video src="${url}/video.mp4" autoplay></video>`,
  audio: ({ url }) => `<audio src="${url}/audio.mp3" autoplay></audio>`,
  track: ({ url }) => `<video><track default src="${url}/track.vtt"></video>`,
  iframe: ({ url }) => `<iframe src="${url}/iframe"></iframe>`,
  object: ({ url }) => `<object data="${url}/object"></object>`,
  embed: ({ url }) => `<embed src="${url}/embed">`,
  webview: ({ url }) => `<webview src="${url}/webview"></webview>`,
  stylesheet: ({ url }) => `<link rel="stylesheet" href="${url}/sheet.css">`,
  'css import': ({ url }) => `<style>@import "${url}/import.css";</style>`,
  'css background': ({ url }) =>
    `<div style="background:url(${url}/background);height:9px">x</div>`,
  'css font': ({ url }) =>
    `<style>@font-face{font-family:c;src:url(${url}/font.woff2)}</style><p style="font-family:c">x</p>`,
  icon: ({ url }) => `<link rel="icon" href="${url}/icon.ico">`,
  manifest: ({ url }) => `<link rel="manifest" href="${url}/manifest.json">`,
  'dns prefetch': ({ url }) => `<link rel="dns-prefetch" href="${url}">`,
  preconnect: ({ url }) => `<link rel="preconnect" href="${url}" crossorigin>`,
  prefetch: ({ url }) => `<link rel="prefetch" href="${url}/prefetch">`,
  preload: ({ url }) => `<link rel="preload" as="fetch" href="${url}/preload" crossorigin>`,
  'module preload': ({ url }) => `<link rel="modulepreload" href="${url}/module.js">`,
  'svg image': ({ url }) => `<svg><image href="${url}/svg" width="9" height="9"/></svg>`,
  'meta refresh': ({ url }) => `<meta http-equiv="refresh" content="0;url=${url}/refresh">`,
};

/** Scripts for `page.evaluate`: an async function's body that sees `target` and `soon(ms)`. */
export const SCRIPTS: Record<string, string> = {
  fetch: `await fetch(target.url + '/fetch')`,
  'fetch no-cors': `await fetch(target.url + '/nocors', { mode: 'no-cors' })`,
  'fetch keepalive': `await fetch(target.url + '/keepalive', { method: 'POST', body: 'x', keepalive: true })`,
  XMLHttpRequest: `await new Promise((done) => { const x = new XMLHttpRequest(); x.onloadend = done; x.open('GET', target.url + '/xhr'); x.send(); })`,
  beacon: `navigator.sendBeacon(target.url + '/beacon', 'x'); await soon(300)`,
  WebSocket: `await new Promise((done) => { const w = new WebSocket('ws://127.0.0.1:' + target.port + '/ws'); w.onerror = w.onclose = w.onopen = done; })`,
  EventSource: `const e = new EventSource(target.url + '/events'); await soon(300); e.close()`,
  WebTransport: `await new WebTransport('https://127.0.0.1:' + target.port + '/wt').ready`,
  'dynamic import': `await import(target.url + '/module.js')`,
  'script element': `const s = document.createElement('script'); s.src = target.url + '/script.js'; document.body.append(s); await soon(300)`,
  'speculation rules': `const s = document.createElement('script'); s.type = 'speculationrules'; s.textContent = JSON.stringify({ prefetch: [{ source: 'list', urls: [target.url + '/speculation'] }] }); document.head.append(s); await soon(300)`,
  worker: `new Worker(target.url + '/worker.js'); await soon(300)`,
  'worker from a blob': `new Worker(URL.createObjectURL(new Blob(["fetch('" + target.url + "/blobworker')"]))); await soon(300)`,
  'shared worker': `new SharedWorker(target.url + '/shared.js'); await soon(300)`,
  'service worker': `await navigator.serviceWorker.register('/worker.js')`,
  'STUN over UDP': `const c = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:' + target.udpPort }] }); c.createDataChannel('x'); await c.setLocalDescription(await c.createOffer()); await soon(800); c.close()`,
  'TURN over TCP': `const c = new RTCPeerConnection({ iceTransportPolicy: 'relay', iceServers: [{ urls: 'turn:127.0.0.1:' + target.port + '?transport=tcp', username: 'u', credential: 'p' }] }); c.createDataChannel('x'); await c.setLocalDescription(await c.createOffer()); await soon(800); c.close()`,
  'link ping': `const a = document.createElement('a'); a.href = '#x'; a.ping = target.url + '/ping'; document.body.append(a); a.click(); await soon(300)`,
  'form post': `const f = document.createElement('form'); f.method = 'POST'; f.action = target.url + '/form'; document.body.append(f); f.submit(); await soon(300)`,
  'form in another window': `const f = document.createElement('form'); f.target = '_blank'; f.action = target.url + '/form'; document.body.append(f); f.submit(); await soon(300)`,
  'window.open': `if (window.open(target.url + '/open') !== null) throw new Error('a window opened'); await soon(300)`,
  'link to another window': `const a = document.createElement('a'); a.href = target.url + '/blank'; a.target = '_blank'; document.body.append(a); a.click(); await soon(300)`,
  'link download': `const a = document.createElement('a'); a.href = target.url + '/download'; a.download = 'x'; document.body.append(a); a.click(); await soon(300)`,
  navigation: `location.href = target.url + '/navigate'; await soon(300)`,
  'location.replace': `location.replace(target.url + '/replace'); await soon(300)`,
  'navigation to a file': `location.href = 'file:///etc/passwd'; await soon(300)`,
  'navigation to data': `location.href = 'data:text/html,<h1>x</h1>'; await soon(300)`,
  'frame from data': `const f = document.createElement('iframe'); f.src = 'data:text/html,<img src=' + target.url + '/dataframe>'; document.body.append(f); await soon(300)`,
  'frame from srcdoc': `const f = document.createElement('iframe'); f.srcdoc = '<img src=' + target.url + '/srcdoc>'; document.body.append(f); await soon(300)`,
  'reporting to elsewhere': `const m = document.createElement('meta'); m.httpEquiv = 'Content-Security-Policy'; m.content = "img-src 'none'; report-uri " + target.url + '/report'; document.head.append(m); await soon(300)`,
};

/** One script that makes every attempt; each may throw, and most do. */
export function everyAttempt(target: Target): string {
  const html = Object.values(ELEMENTS).map((make) => make(target));
  return `(async () => {
    const target = ${JSON.stringify(target)};
    const soon = (ms) => new Promise((done) => setTimeout(done, ms));
    for (const html of ${JSON.stringify(html)}) {
      const place = document.createElement('div');
      place.innerHTML = html;
      (document.body ?? document.documentElement).append(place);
    }
    await soon(500);
    const attempts = [${Object.values(SCRIPTS)
      .map((body) => `async () => { ${body} }`)
      .join(', ')}];
    let refused = 0;
    for (const attempt of attempts) {
      await Promise.race([attempt(), soon(1500)]).catch(() => refused++);
    }
    return [attempts.length, refused];
  })()`;
}
