/** What `relay --help` says. */
export const HELP = `The relay of Cairn, without the app.

  npm run relay -- [serve] [flags]        serves until it is stopped
  npm run relay -- backup FILE            all of it into one file, also while it serves
  npm run relay -- restore FILE           puts a backup into place; --replace moves aside what is there
  npm run relay -- stats                  teams, rooms and bytes
  npm run relay -- check                  whether every room is sound; answers 2 if one is not
  npm run relay -- export ROOM [DAY]      a room as one Yjs update; DAY like 2026-11-26 for a kept state
  npm run relay -- creation-link          what lets others start teams; --origin https://okr.example.org

Flags                        Environment         Default
  --data DIR                 CAIRN_DATA          data        where the database lies
  --port N                   PORT                8787        0 picks a free one
  --host HOST                HOST                127.0.0.1   0.0.0.0 lets others in
  --tls-cert FILE            CAIRN_TLS_CERT                  PEM; SIGHUP reads both again
  --tls-key FILE             CAIRN_TLS_KEY

More of the environment, the limits, proxies and systemd: docs/deploy.md`;
