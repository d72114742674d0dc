A message is closed when the flow's questions are answered, with an outcome; many at once, too, and what nobody has answered is no “no”.
