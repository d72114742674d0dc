"Is it ours?" answers in green, amber or red, with an icon and words, about accounts, posts, web addresses, senders and apps.
