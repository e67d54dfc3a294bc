// Registers <bloksec-wait>. The bundle for a script tag is made of this file, so it exports the rest as well.
import { BlokSecWaitElement } from './element/bloksec-wait-element.ts';

export * from './index.ts';

BlokSecWaitElement.define();
