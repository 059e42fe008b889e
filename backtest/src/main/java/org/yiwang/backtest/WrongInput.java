package org.yiwang.backtest;

/** Something that the user gave can't be used; the message says where and why. */
final class WrongInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongInput(String message) {
    super(message);
  }
}
