import { BlokSecClient } from '@bloksec/client';
import { Module } from '@nestjs/common';
import { Invitations } from './invitations.ts';
import { OperatorController } from './operator.controller.ts';

@Module({
  controllers: [OperatorController],
  providers: [Invitations, { provide: BlokSecClient, useFactory: () => new BlokSecClient() }],
})
export class OperatorModule {}
