Messages that need no question of their own are watched, closed or taken over many at once.
