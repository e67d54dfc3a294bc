import { Global, Module } from '@nestjs/common';
import { Database } from './database.ts';

/** `BANK_DATA_DIR` names the folder; without it the bank keeps its books in `.bloksec/bank`. */
@Global()
@Module({
  providers: [
    {
      provide: Database,
      useFactory: () => Database.open(process.env['BANK_DATA_DIR'] ?? '.bloksec/bank'),
    },
  ],
  exports: [Database],
})
export class DatabaseModule {}
