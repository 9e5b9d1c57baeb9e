"""Design documents and what is drawn from them: one picture, whoever draws it."""
