"""Field by field: which words of a page speak of it, and which witness is believed."""
