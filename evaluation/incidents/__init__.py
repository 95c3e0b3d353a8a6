"""Made-up news for measuring links between articles: see ``evaluation.linking``."""
