;; Lowest and highest of a run of 16-bit samples, and the sum of their squares, eight at a time.
(module
  (memory (export "memory") 2)
  ;; From one byte address to another. Leaves lowest and highest at addresses 0 and 4, answers the sum.
  (func (export "measure") (param $at i32) (param $end i32) (result f64)
    (local $v v128) (local $low v128) (local $high v128) (local $squares v128) (local $sums v128)
    (local $least i32) (local $most i32) (local $sum i64) (local $value i32)
    (local.set $low (v128.const i16x8 32767 32767 32767 32767 32767 32767 32767 32767))
    (local.set $high (v128.const i16x8 -32768 -32768 -32768 -32768 -32768 -32768 -32768 -32768))
    (block $done
      (loop $eight
        (br_if $done (i32.gt_u (i32.add (local.get $at) (i32.const 16)) (local.get $end)))
        (local.set $v (v128.load align=2 (local.get $at)))
        (local.set $low (i16x8.min_s (local.get $low) (local.get $v)))
        (local.set $high (i16x8.max_s (local.get $high) (local.get $v)))
        ;; Two squares each: at most 2^31, which only an unsigned number holds.
        (local.set $squares (i32x4.dot_i16x8_s (local.get $v) (local.get $v)))
        (local.set $sums
          (i64x2.add
            (local.get $sums)
            (i64x2.add
              (i64x2.extend_low_i32x4_u (local.get $squares))
              (i64x2.extend_high_i32x4_u (local.get $squares)))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $eight)))
    (local.set $sum
      (i64.add (i64x2.extract_lane 0 (local.get $sums)) (i64x2.extract_lane 1 (local.get $sums))))
    ;; Eight become four, two, one.
    (local.set $low (i16x8.min_s (local.get $low) (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $low) (local.get $low))))
    (local.set $low (i16x8.min_s (local.get $low) (i8x16.shuffle 4 5 6 7 0 1 2 3 8 9 10 11 12 13 14 15 (local.get $low) (local.get $low))))
    (local.set $low (i16x8.min_s (local.get $low) (i8x16.shuffle 2 3 0 1 4 5 6 7 8 9 10 11 12 13 14 15 (local.get $low) (local.get $low))))
    (local.set $high (i16x8.max_s (local.get $high) (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $high) (local.get $high))))
    (local.set $high (i16x8.max_s (local.get $high) (i8x16.shuffle 4 5 6 7 0 1 2 3 8 9 10 11 12 13 14 15 (local.get $high) (local.get $high))))
    (local.set $high (i16x8.max_s (local.get $high) (i8x16.shuffle 2 3 0 1 4 5 6 7 8 9 10 11 12 13 14 15 (local.get $high) (local.get $high))))
    (local.set $least (i16x8.extract_lane_s 0 (local.get $low)))
    (local.set $most (i16x8.extract_lane_s 0 (local.get $high)))
    (block $over
      (loop $rest
        (br_if $over (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $value (i32.load16_s (local.get $at)))
        (if (i32.lt_s (local.get $value) (local.get $least))
          (then (local.set $least (local.get $value))))
        (if (i32.gt_s (local.get $value) (local.get $most))
          (then (local.set $most (local.get $value))))
        (local.set $sum
          (i64.add (local.get $sum) (i64.extend_i32_s (i32.mul (local.get $value) (local.get $value)))))
        (local.set $at (i32.add (local.get $at) (i32.const 2)))
        (br $rest)))
    (i32.store (i32.const 0) (local.get $least))
    (i32.store (i32.const 4) (local.get $most))
    (f64.convert_i64_s (local.get $sum))))
