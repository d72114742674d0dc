A message's page shows others below the same post.
