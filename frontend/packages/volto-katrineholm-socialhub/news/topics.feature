Cards and entries lead to their topics and tags, and the block of entries can show some topics alone.
