import { describe, expect, it } from 'vitest';
import { quieten } from '../../../../src/main/electron/command-line';

/** What Electron's command line does, without Electron. */
function commandLine(given: Record<string, string> = {}) {
  const switches = new Map(Object.entries(given));
  quieten({
    appendSwitch: (name, value = '') => void switches.set(name, value),
    removeSwitch: (name) => void switches.delete(name),
    getSwitchValue: (name) => switches.get(name) ?? '',
  });
  return switches;
}

describe('what Chromium is told', () => {
  it('is to resolve nothing and to fetch nothing by itself', () => {
    const switches = commandLine();
    expect(switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
    for (const name of [
      'disable-background-networking',
      'disable-component-update',
      'disable-sync',
      'no-pings',
    ]) {
      expect(switches.has(name)).toBe(true);
    }
  });

  it('cannot be undone from the command line', () => {
    const switches = commandLine({
      'host-resolver-rules': 'MAP * 10.0.0.1',
      'proxy-server': 'http://10.0.0.1:8080',
      'disable-web-security': '',
    });
    expect(switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
    expect(switches.has('proxy-server')).toBe(false);
    expect(switches.has('disable-web-security')).toBe(false);
  });

  it('keeps what a test driver turned off', () => {
    const off = commandLine({ 'disable-features': 'Theirs' }).get('disable-features')?.split(',');
    expect(off).toContain('Theirs');
    expect(off).toContain('MediaRouter');
  });
});
