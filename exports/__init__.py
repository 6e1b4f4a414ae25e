"""Exports: offers become feeds and reports, published whole or not at all."""
