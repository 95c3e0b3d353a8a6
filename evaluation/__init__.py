"""Measuring Volgens on data that others annotated."""
