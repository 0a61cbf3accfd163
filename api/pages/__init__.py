"""The pages: the same documents as the API, in French, readable without JavaScript."""
