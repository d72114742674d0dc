A message's page asks all its questions at once, shows what each answer leads to, and opens the next message when one is done: thirty mixed messages take fewer than ninety page loads.
