// Apart from what needs libraries: every page listens whether another tab uploads, before it loads them.

export const CHANNEL_NAME = "images-dashboard uploads";
