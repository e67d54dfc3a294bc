/** A slot that is held until it is given back, once. */
export interface CallSlot {
  release(): void;
}

/** How many calls to BlokSec may be in flight from this process. */
export interface CallSlots {
  /** A slot, or undefined where all are taken. */
  take(favoured: boolean): CallSlot | undefined;
}

/** A quarter is kept for known browsers and step-ups: strangers must not be able to lock out those who are known. */
const FOR_ALL = 0.75;

export const createCallSlots = (most: number): CallSlots => {
  const forAll = Math.ceil(most * FOR_ALL);
  let taken = 0;
  let takenByOthers = 0;
  return {
    take: (favoured) => {
      if (taken >= most || (!favoured && takenByOthers >= forAll)) return undefined;
      taken += 1;
      if (!favoured) takenByOthers += 1;
      return {
        release: () => {
          taken -= 1;
          if (!favoured) takenByOthers -= 1;
        },
      };
    },
  };
};
