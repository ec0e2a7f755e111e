"""One office's folder: its files, its database, and how records go in and come out.

- `files` is the folder `NAME.briefer`: the clear `workspace.json`, who has it open, names of its places;
  `surroundings` says where one may lie.
- `keys` wraps the key of an encrypted database, once per passphrase.
- `engine` is the way to the database file and turns its errors into sentences; `copies` copies one and examines it.
- `database` opens, creates and closes a workspace, and gives transactions.
- `tables` makes one table of each struct in `records.kinds`; nothing is named twice.
- `load_save` is the one way from rows to records and back, for all kinds.
- `search` is the index; `audit` the record of who changed what; `backup` makes backups, restores, examines; `kept` says which stay.
- `migrations` turns older files into newer ones; Alembic is loaded only when one is due.

SQL stays in this room, and everything that only SQLite understands in `engine`, `copies`, `database` and `search`.
"""
