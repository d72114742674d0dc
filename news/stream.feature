The municipality's channels in social media are retrieved by themselves and shown in one stream, by administration or by channel.
