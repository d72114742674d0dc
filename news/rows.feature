Days with two or four entries show them as rows, so that the first words are on the first screen.
