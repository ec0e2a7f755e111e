"""How older databases become newer ones: one file in `versions` for each step of the schema, applied in order.

A step is frozen when it is released: it names tables and columns itself, and reads nothing of `tables`. Prefer
`op.add_column`; where a table must be rebuilt (batch mode), `workspace.migrating` sees to rows and triggers.
`python -m briefer.workspace.migrating WORDS` drafts the next step from what the records say now.
"""
