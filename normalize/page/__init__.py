"""Seeing a page as a person does: its content as blocks, labels with their values, embedded data."""
