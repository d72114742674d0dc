The outgoing feeds name a WebSub hub that the office chooses, and the worker tells it of news.
