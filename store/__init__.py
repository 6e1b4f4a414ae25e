"""The store: every run, every version of every course, every human decision. Nothing else knows SQL."""
