"""Between a text and the evidence: what people draft, confirm, audit and code twice."""
