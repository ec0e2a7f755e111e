"""What follows from the records, and what is wrong with them.

- `clocks`: instants, durations and offsets from wall-clock times and time zones.
- `programme`: the order of items, their days and their numbers.
- `precedence`: the order of people.
- `attendance`: who comes to which item.
- `checks`: a table of rules that report findings; nothing here changes a record or stops anybody.
"""
