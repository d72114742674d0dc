A board shows technique, life and duty of every channel in three lights with reasons, and a digest mail tells each person what is to be mended.
