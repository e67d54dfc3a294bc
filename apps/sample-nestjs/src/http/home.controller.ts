import { Controller, Get, Redirect } from '@nestjs/common';

@Controller()
export class HomeController {
  @Get()
  @Redirect('/account', 303)
  home(): void {}
}
