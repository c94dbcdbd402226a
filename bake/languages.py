"""The languages of the site."""

CONFIGS = {"ko": "mkdocs.yml", "en": "mkdocs.en.yml"}
"""Language, which is also its folder on the site, to MkDocs configuration."""
