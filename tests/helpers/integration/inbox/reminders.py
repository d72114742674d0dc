"""What the tests of ``inbox/steps`` have in common."""

NOW, ANNA = 1_790_000_000, ("arrived", "anna@example.se")
