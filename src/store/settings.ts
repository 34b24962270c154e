/**
 * postgresql.conf of the embedded server, written at every start. WHY: no statement, parameter, value of a row or
 * detail of an error reaches the server's log (law 13): ERROR messages can quote values, so only LOG, FATAL and PANIC
 * are written, and terse leaves DETAIL and CONTEXT out.
 */
export function serverSettings(socketFolder: string): string {
  const settings: Record<string, string | number> = {
    listen_addresses: "''",
    unix_socket_directories: `'${socketFolder.replaceAll("'", "''")}'`,
    unix_socket_permissions: '0700',
    port: SOCKET_PORT,
    ssl: 'off',
    max_connections: 60,
    shared_buffers: '256MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_parallel_workers_per_gather: 0,
    jit: 'off',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    wal_level: 'replica',
    wal_compression: 'on',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: 1.1,
    timezone: 'UTC',
    logging_collector: 'on',
    log_directory: "'log'",
    log_filename: "'postgres-%a.log'",
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: 0,
    log_timezone: 'UTC',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_min_duration_statement: -1,
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_lock_waits: 'off',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  return `${lines.join('\n')}\n# An operator's own settings, read last.\ninclude_if_exists = 'postgresql.local.conf'\n`;
}

/** Not a network port: the number in the socket's file name. */
export const SOCKET_PORT = 5432;

/** Only over the socket, and only accounts that `identMap` names, by the kernel's word (peer), never by trust. */
export const HOST_ACCESS = 'local all all peer map=countersign\n';

/** The server's own account and root may take the given roles. WHY: both can read and write the data files anyway. */
export function identMap(accounts: readonly string[], roles: readonly string[]): string {
  return accounts.flatMap((account) => roles.map((role) => `countersign "${account}" ${role}\n`)).join('');
}
