import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { connect as connectPlain, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { readPrivateFile } from './key-file.ts';
import { KeysUnavailable } from './unavailable.ts';

/** A unix socket on this machine, or TLS 1.3 with certificates on both sides. */
export type KeyholderAddress = { path: string } | { host: string; port: number; tls: TlsFiles };

/** PEM files: our private key (0600) and certificate, and the authority that both sides' certificates come from. */
export interface TlsFiles {
  key: string;
  certificate: string;
  authority: string;
}

/** What both ends of a connection need. Throws KeysUnavailable about a file that cannot be used. */
export function tlsMaterial(files: TlsFiles) {
  return {
    key: readPrivateFile(files.key),
    cert: readPublicFile(files.certificate),
    ca: readPublicFile(files.authority),
    minVersion: 'TLSv1.3' as const,
    rejectUnauthorized: true,
  };
}

function readPublicFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new KeysUnavailable('missing', path, 'this certificate file cannot be read; put it there');
  }
}

/** A connection being made; what is written before it stands is sent then. Throws KeysUnavailable about a TLS file. */
export function dial(address: KeyholderAddress): Socket {
  if ('path' in address) return connectPlain(address.path);
  const { host, port, tls } = address;
  const material = tlsMaterial(tls);
  try {
    return connectTls({ host, port, servername: isIP(host) === 0 ? host : '', ...material }).setNoDelay(true);
  } catch {
    throw new KeysUnavailable(
      'not-a-key',
      tls.key,
      'the TLS key and certificates do not belong together or are no PEM',
    );
  }
}

export const addressText = (address: KeyholderAddress): string =>
  'path' in address ? address.path : `${address.host}:${address.port}`;
