A step with a message that is refused over REST says what is wrong at each field (`faults`).
