"""Words to values: pure functions of a text, Dutch and English, that know no pages and no providers.

Each module reads one kind of value. None of them reads the clock, guesses or raises on any text.
"""
