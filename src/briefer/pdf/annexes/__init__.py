"""Annexes: files that others made, read in a process of their own, so that nothing that acts or hides gets in.

`preparing` asks, `reader` answers in the other process, `reading` is what comes back.
"""
