"""What a user can do, one module per family; the window and the command line call the same functions.

Each function takes the open workspace first. Reading gives frozen records; changing goes through `edits` alone: one
user action, one transaction, one undo step. Nothing here imports the database, paper or foreign formats before it is
called, so that a window can be painted first.

- `visits`, `library`, `search` read.
- `edits` changes and undoes, with `fitting` (can a record be kept) and `naming` (keys of new ones); `common_edits` makes
  edits with their words, `delegation_edits` those of who travels.
- `packs` compiles and exports; `office` keeps the name, logo and accent colour that stand on what is printed, `fonts`
  tells what the fonts of the settings bring.
- `imports` takes in and hands out exchange files; `matching` finds who is who, `import_plan` what changes.
- `backups` copies and examines.
"""
