"""From a draft to evidence: what a person decides about each figure that the rules found in a document."""
