"""Pictures of a test, as SVG in a page of HTML: what an answer costs is seen, not only read."""
