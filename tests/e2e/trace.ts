/**
 * Reads what strace saw of a process and all that it started, and finds what reached for a network.
 * Written for `strace -f -yy -e trace=network,execve,write,writev`: `-yy` says at each call what
 * the descriptor is, with both ends of a connection.
 */
import { chmodSync, writeFileSync } from 'node:fs';
import { ELECTRON } from './launch';

/** Sockets that cannot leave the machine. */
const LOCAL = /^(UNIX|NETLINK|pipe|anon_inode|\/|dev:|socketpair)/;
const DATAGRAMS = /^(UDP|UDPLITE|RAW|PING|PACKET|DCCP|SCTP)/;
/** A connection that somebody on this machine made to a port that the app listens on. */
const TO_US = /^TCP(?:v6)?:\[(?:127\.0\.0\.1|\[?::1\]?):(\d+)->(?:127\.0\.0\.1|\[?::1\]?):\d+\]/;
const LOOPBACK = /inet_addr\("127\.0\.0\.1"\)|inet_pton\(AF_INET6, "::1"/;

export interface Trace {
  /** What must not be there: one line each, with the call. */
  offences: string[];
  /** Programs that were started. */
  programs: string[];
  /** Ports on loopback that were listened on: the test driver's. */
  ports: Set<string>;
  /** Sends seen on sockets of any kind, so that an empty trace is not taken for a silent one. */
  sends: number;
}

/** A call as strace prints it when it begins; the rest of an unfinished one repeats nothing. */
const CALL = /^(?:\d+\s+)?(\w+)\((.*)$/;
const DESCRIPTOR = /^\d+<(.*?)>(?:, |\)| <unfinished)/;

export function readTrace(text: string): Trace {
  const trace: Trace = { offences: [], programs: [], ports: new Set(), sends: 0 };
  for (const line of text.split('\n')) {
    const match = CALL.exec(line);
    if (!match) continue;
    const [, call = '', rest = ''] = match;
    const what = DESCRIPTOR.exec(rest)?.[1] ?? '';
    const offence = (): void => void trace.offences.push(line.slice(0, 240));
    if (call === 'execve') {
      if (!/ = -1 /.test(rest)) trace.programs.push(/^"([^"]*)"/.exec(rest)?.[1] ?? rest);
    } else if (call === 'connect') {
      // A datagram socket's connect sends nothing: Chromium asks the kernel in this way whether
      // there is a route. Its sends, if there were any, are caught below.
      if (/sa_family=AF_INET6?\b/.test(rest) && !DATAGRAMS.test(what)) offence();
      // Somebody else on this machine who would ask the network for us.
      if (/sun_path=.*(resolve|avahi|dnsmasq|unbound)/i.test(rest)) offence();
    } else if (call === 'listen') {
      if (LOCAL.test(what)) continue;
      const port = /^TCP(?:v6)?:\[(?:127\.0\.0\.1|\[?::1\]?):(\d+)\]/.exec(what)?.[1];
      if (port === undefined) offence();
      else trace.ports.add(port);
    } else if (call === 'bind') {
      const inet = /sa_family=AF_INET6?\b/.test(rest);
      if (inet && !LOOPBACK.test(rest)) offence();
    } else if (
      /^(send|sendto|sendmsg|sendmmsg|sendfile|write|writev|pwrite64|splice)$/.test(call)
    ) {
      const socket = /^(UNIX|NETLINK|TCP|UDP|RAW|PING|socket)/.test(what);
      if (socket) trace.sends += 1;
      if (DATAGRAMS.test(what)) offence();
      else if (what.startsWith('TCP') && !trace.ports.has(TO_US.exec(what)?.[1] ?? '')) offence();
      else if (/sa_family=AF_INET6?\b/.test(rest)) offence();
    }
  }
  return trace;
}

/**
 * Writes a program that runs Electron under strace.
 * @param path where; the trace goes to `${path}.trace`
 */
export function writeTracer(path: string): { program: string; output: string } {
  const output = `${path}.trace`;
  const words = [
    'exec strace -f -qq -yy -s 48 -e trace=network,execve,write,writev,sendfile',
    `-o '${output}' '${ELECTRON}' "$@"`,
  ];
  writeFileSync(path, `#!/bin/sh\n${words.join(' ')}\n`);
  chmodSync(path, 0o755);
  return { program: path, output };
}
