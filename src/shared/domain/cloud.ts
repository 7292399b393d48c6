/** What is said where footage lies in a folder that a program copies to the cloud. */
export const CLOUD = 'This folder is copied to the cloud';

/** After footage has been added from such a folder. */
export const CLOUD_ADDED = {
  sentence: `${CLOUD}: the footage you added lies in one that OneDrive, Google Drive, Dropbox or iCloud copies.`,
  next: 'If it should stay on this machine, move it to another folder and then find it again from its card.',
};
