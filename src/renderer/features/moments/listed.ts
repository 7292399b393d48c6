/** The moments that are shown, as the list has them. */
import { anyAdrift } from '../../stores/moments-by-id';
import { visibleMoments } from '../../stores/visible-moments';
import { inListOrder } from './current';

export function listed(moments = visibleMoments()): ReturnType<typeof inListOrder> {
  return inListOrder(moments, anyAdrift());
}
