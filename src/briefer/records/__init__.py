"""What a visit is: frozen typed structs, no behaviour but their own.

Each record is defined once, here. The same struct serves the exchange file and its JSON Schema, form
snapshots, the cut for an audience, rules, the compiler's input and tests; `workspace.tables` repeats the
names field for field and a test compares the two.

- `base` holds what all records share; `kinds` is the table of all kinds and of who contains whom.
- A reference is the `id` of another record (`InstitutionRef`); in an exchange file it is a `key`.
- A part of a record that has no life of its own (a fact, a spelling) is a value struct inside it.
- Dates with a precision and clock times are short strings with a grammar; `dates` reads them.
- No record may demand a person: speakers, chairs and leaders may be posts, units or groups.
"""
