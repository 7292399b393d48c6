;; Four band-passes of two poles over 16-bit samples, a band in each of four places, and the power of
;; what comes out of each.
;; Memory: b, a1, a2 of each band at 0, 16 and 32; what the filters remember (the last out, the one
;; before, the last in, the one before) at 48, 64, 80 and 96; powers so far at 112; samples from 128 on.
(module
  (memory (export "memory") 1)
  ;; From one byte address to another.
  (func (export "measure") (param $at i32) (param $end i32)
    (local $b v128) (local $a1 v128) (local $a2 v128)
    (local $y1 v128) (local $y2 v128) (local $x1 v128) (local $x2 v128)
    (local $power v128) (local $x v128) (local $y v128)
    (local.set $b (v128.load (i32.const 0)))
    (local.set $a1 (v128.load (i32.const 16)))
    (local.set $a2 (v128.load (i32.const 32)))
    (local.set $y1 (v128.load (i32.const 48)))
    (local.set $y2 (v128.load (i32.const 64)))
    (local.set $x1 (v128.load (i32.const 80)))
    (local.set $x2 (v128.load (i32.const 96)))
    (local.set $power (v128.load (i32.const 112)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $x (f32x4.splat (f32.convert_i32_s (i32.load16_s (local.get $at)))))
        ;; y = b (x - x2) - a2 y2 - a1 y1; what came out last is used last, as the next step waits for it.
        (local.set $y
          (f32x4.sub
            (f32x4.sub
              (f32x4.mul (local.get $b) (f32x4.sub (local.get $x) (local.get $x2)))
              (f32x4.mul (local.get $a2) (local.get $y2)))
            (f32x4.mul (local.get $a1) (local.get $y1))))
        (local.set $x2 (local.get $x1))
        (local.set $x1 (local.get $x))
        (local.set $y2 (local.get $y1))
        (local.set $y1 (local.get $y))
        (local.set $power
          (f32x4.add (local.get $power) (f32x4.mul (local.get $y) (local.get $y))))
        (local.set $at (i32.add (local.get $at) (i32.const 2)))
        (br $next)))
    (v128.store (i32.const 48) (local.get $y1))
    (v128.store (i32.const 64) (local.get $y2))
    (v128.store (i32.const 80) (local.get $x1))
    (v128.store (i32.const 96) (local.get $x2))
    (v128.store (i32.const 112) (local.get $power))))
