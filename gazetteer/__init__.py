"""How the shipped gazetteer is made; never imported by the software."""
