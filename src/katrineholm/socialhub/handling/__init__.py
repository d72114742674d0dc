"""Who does what with a message: roles, steps, deadlines, letters, and the pages for it."""
