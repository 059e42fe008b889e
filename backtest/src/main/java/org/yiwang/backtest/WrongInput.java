package org.yiwang.backtest;

/** Something that the user gave can't be used; the message says where and why. */
public final class WrongInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongInput(String message) {
    super(message);
  }
}
