export function checkLayers(folder: string): Promise<{
  violations: string[];
  unread: string[];
  read: number;
}>;
