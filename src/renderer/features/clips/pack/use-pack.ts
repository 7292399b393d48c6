/** How a pack is put together: everything of it but its clips. */
import { useState } from 'react';
import type { PackForm } from '../../../../shared/domain/pack';

export interface PackHow {
  title: string;
  introduction: string;
  form: PackForm;
  /** Whose copy it is; empty for nobody's. */
  name: string;
  /** That it says what it is for. */
  discussion: boolean;
  taughtOn: boolean;
  focus: boolean;
  /** `none`, or the captions that go with the clips. */
  captionsId: string;
  zip: boolean;
  handout: boolean;
}

export const NO_CAPTIONS = 'none';

/** @param first what it begins with; the rest is as most people want it */
export function usePack(
  first: Pick<PackHow, 'title' | 'captionsId'>,
): [PackHow, (change: Partial<PackHow>) => void] {
  const [how, setHow] = useState<PackHow>({
    ...{ introduction: '', form: 'sharing', name: '', discussion: true },
    ...{ taughtOn: false, focus: false, zip: false, handout: true },
    ...first,
  });
  return [how, (change) => setHow({ ...how, ...change })];
}
