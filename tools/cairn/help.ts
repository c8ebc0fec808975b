export const help = `Cairn without a browser: one more replica of a team, for scripts and schedules.

  npm run --silent cairn -- check-in --key-result WORDS --value NUMBER [options]
  npm run --silent cairn -- status --json
  npm run --silent cairn -- digest | export | send [options]

check-in   writes a value and waits until the relay has it on its disk
status     where everything stands, in words, or with --json for programs
digest     the same to send on: --format text, markdown or html
export     the cycle as a file: --format json, csv or markdown
send       sends what earlier runs kept, where the relay was away

Which team (remembered by the store after the first time)
  --link LINK         the members' link; readers' links read. Better by the environment,
                      CAIRN_LINK, or a file, --link-file FILE or CAIRN_LINK_FILE ("-": standard
                      input), than in the list of processes
  --store FOLDER      where this replica lives (CAIRN_STORE; else ~/.local/share/cairn)
  --relay ADDRESS     where the link names no relay, or another one
  --cycle NAME        a cycle by name or id; else the current one
  --offline           asks no relay: kept here, sent by the next run
  --wait SECONDS      how long the relay is waited for (CAIRN_WAIT; else 20)

check-in
  --key-result WORDS  its words, a part of them that no other has, or its id
  --value NUMBER      in its own unit; yes or no of a milestone; none: nobody could measure
  --answer TEXT       what is known now, of a key result that asks a question, in place of --value
  --person NAME       who checks in: somebody of the team, or a new name
  --measured-at DAY   2026-11-26 or an instant; else today
  --confidence 1..5   else as it was last
  --note, --win TEXT
  --locale LOCALE     how the number is written (de: 1.234,5); else en

status, digest, export
  --language en|de    in which words are written
  --output FILE       into a file (digest and export)

Exit codes: 0 done and safe · 2 usage · 3 link · 4 key result · 5 value · 6 day ·
7 relay not reached, kept here · 8 cycle · 9 store · 10 person. See docs/headless.md.
`;
